package org.evenkeel.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Any message of the protocol, from a seed. */
final class RandomMessages {

    private static final String[] TEXTS = {
        "", "a", "Ada Example", "¿Qué tal?", "🙂 ok", "line\nbreak \"quoted\" \\ /", "日本"
    };

    private final RandomGenerator random;

    RandomMessages(RandomGenerator random) {
        this.random = random;
    }

    ServerMessage server() {
        return (ServerMessage) value(Shapes.oneOf(ServerMessage.class));
    }

    ClientMessage client() {
        return (ClientMessage) value(Shapes.oneOf(ClientMessage.class));
    }

    private Object value(Shape shape) {
        return switch (shape) {
            case Shape.Text text -> text.min() == 0 ? TEXTS[random.nextInt(TEXTS.length)] : "id" + random.nextInt(1000);
            case Shape.Whole _ -> random.nextBoolean() ? random.nextLong(1, 20) : random.nextLong(1, Shape.LARGEST + 1);
            case Shape.Flag _ -> random.nextBoolean();
            case Shape.Word word -> pick(word.type().getEnumConstants());
            case Shape.CloseNumber _ -> pick(CloseCode.values());
            case Shape.ListOf list -> {
                List<Object> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(list.item()));
                }
                yield items;
            }
            case Shape.Fields fields -> object(fields);
            case Shape.OneOf union -> object(union.cases().get(random.nextInt(union.cases().size())).fields());
        };
    }

    private Object object(Shape.Fields shape) {
        List<Object> values = new ArrayList<>();
        for (Shape.Field field : shape.fields()) {
            if (!field.optional()) {
                values.add(value(field.shape()));
            } else {
                values.add(random.nextBoolean() ? Optional.of(value(field.shape())) : Optional.empty());
            }
        }
        return Records.make(Records.constructor(shape.type()), values);
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
