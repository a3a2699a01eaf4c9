package org.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/**
 * The walls of the house hold, and would be noticed when they broke. There is no list of tolerated breaks: whoever
 * needs a door changes the table in {@link House} and writes down why.
 */
class HouseWallsTest {

    private static final House HOUSE = new House("org.evenkeel");
    private static final House BROKEN_HOUSE = new House("org.evenkeel.brokenhouse");

    private static final JavaClasses BUILT =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(HOUSE.root());

    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(BROKEN_HOUSE.root());

    static List<House.Room> rooms() {
        return House.rooms();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomKnowsOnlyWhatItsRowAllows(House.Room room) {
        HOUSE.wallOf(room).check(BUILT);
    }

    @Test
    void everyClassLivesInARoom() {
        HOUSE.everyClassHasItsRoom().check(BUILT);
    }

    static Stream<Named<ArchRule>> habits() {
        return habitsOf(HOUSE).map(rule -> Named.of(rule.getDescription(), rule));
    }

    @ParameterizedTest
    @MethodSource("habits")
    void aHabitIsKeptEverywhere(ArchRule habit) {
        habit.check(BUILT);
    }

    private static Stream<ArchRule> habitsOf(House house) {
        var habits = new HouseHabits(house);
        return Stream.of(
                habits.pureRoomsReadNoClock(),
                habits.pureRoomsRollNoDice(),
                habits.rulesUseNoReflection(),
                habits.nothingIsInjected(),
                habits.noStaticFieldChanges(),
                habits.noStaticFieldHoldsSharedState());
    }

    /** Samples that break each rule once; see the package {@code brokenhouse} beside this class. */
    @Nested
    class InABrokenHouse {

        @Test
        void aLibraryInTheRulesIsNoticed() {
            assertThat(problemsWith(wallOf("room"))).contains("io.netty.buffer.ByteBuf");
        }

        @Test
        void aHigherRoomInALowerOneIsNoticed() {
            assertThat(problemsWith(wallOf("room"))).contains("brokenhouse.edge.BrokenEdge");
        }

        @Test
        void aClosedPartOfTheJdkIsNoticed() {
            assertThat(problemsWith(wallOf("edge"))).contains("java.sql.Connection");
        }

        @Test
        void aClassOutsideTheRoomsIsNoticed() {
            assertThat(problemsWith(BROKEN_HOUSE.everyClassHasItsRoom())).contains("attic.Stray");
        }

        @Test
        void everyBrokenHabitIsNoticed() {
            assertThat(habitsOf(BROKEN_HOUSE))
                    .allSatisfy(
                            habit ->
                                    assertThat(habit.evaluate(BROKEN).hasViolation())
                                            .as(habit.getDescription())
                                            .isTrue());
        }

        private ArchRule wallOf(String name) {
            return House.rooms().stream()
                    .filter(room -> room.name().equals(name))
                    .map(BROKEN_HOUSE::wallOf)
                    .findFirst()
                    .orElseThrow();
        }

        private String problemsWith(ArchRule rule) {
            return rule.evaluate(BROKEN).getFailureReport().toString();
        }
    }
}
