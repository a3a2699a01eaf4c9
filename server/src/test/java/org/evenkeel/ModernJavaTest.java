package org.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.BinaryOperator;

/**
 * Every shape of the language that the rooms lean on, in one file. The formatter of the build reads it like all others:
 * a formatter that cannot parse one of these shapes fails {@code mvn verify}.
 */
class ModernJavaTest {

    private sealed interface Shape permits Circle, Line {}

    private record Point(int x, int y) {}

    private record Circle(Point centre, int radius) implements Shape {
        private Circle {
            if (radius < 0) {
                throw new IllegalArgumentException("a radius is not negative");
            }
        }
    }

    private record Line(Point from, Point to) implements Shape {}

    private static int leftmost(Shape shape) {
        return switch (shape) {
            case Circle(Point(var x, _), int radius) when radius > 0 -> x - radius;
            case Circle(Point(int x, _), _) -> x;
            case Line(Point(var from, _), Point(var to, _)) -> Math.min(from, to);
        };
    }

    private static int numberOr(String text, int fallback) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return fallback;
        }
    }

    @Test
    void recordPatternsNestAndSkipWhatTheyDoNotNeed() {
        assertThat(leftmost(new Circle(new Point(5, 1), 2))).isEqualTo(3);
        assertThat(leftmost(new Circle(new Point(5, 1), 0))).isEqualTo(5);
        assertThat(leftmost(new Line(new Point(4, 0), new Point(-4, 0)))).isEqualTo(-4);
    }

    @Test
    void unnamedVariablesStandWhereAValueIsNotUsed() {
        BinaryOperator<Integer> second = (_, right) -> right;
        int rounds = 0;
        for (var _ : List.of("a", "b")) {
            rounds = second.apply(0, rounds + 1);
        }
        assertThat(rounds).isEqualTo(2);
        assertThat(numberOr("not a number", 7)).isEqualTo(7);
    }

    @Test
    void textBlocksKeepTheirLayout() {
        var text =
                """
                first
                  second
                """;
        assertThat(text).isEqualTo("first\n  second\n");
    }
}
