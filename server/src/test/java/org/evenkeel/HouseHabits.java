package org.evenkeel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.random.RandomGenerator;

/** What no class of a room may do, whoever it imports. */
final class HouseHabits {

    /** Pure values: the same input gives the same output, on every node and at every replay. */
    private static final List<String> PURE = List.of("room", "attendance");

    /** Where behaviour must be readable from the code alone. */
    private static final List<String> WITHOUT_REFLECTION = List.of("room", "attendance", "record", "live");

    private static final Set<String> REFLECTIVE_CALLS =
            Set.of(
                    "forName",
                    "newInstance",
                    "getConstructor",
                    "getConstructors",
                    "getDeclaredConstructor",
                    "getDeclaredConstructors",
                    "getField",
                    "getFields",
                    "getDeclaredField",
                    "getDeclaredFields",
                    "getMethod",
                    "getMethods",
                    "getDeclaredMethod",
                    "getDeclaredMethods",
                    "getRecordComponents",
                    "getEnclosingMethod",
                    "getPermittedSubclasses");

    private static final Set<String> CLOCKS_OF_SYSTEM = Set.of("currentTimeMillis", "nanoTime");

    private static final List<Class<?>> SHARED_STATE = List.of(Executor.class, Lock.class, ThreadLocal.class);

    private final House house;

    HouseHabits(House house) {
        this.house = house;
    }

    ArchRule pureRoomsReadNoClock() {
        return noClasses()
                .that()
                .resideInAnyPackage(house.packagesOf(PURE))
                .should()
                .callMethodWhere(DescribedPredicate.describe("reads a clock", HouseHabits::readsAClock))
                .allowEmptyShould(true)
                .as("time comes in with the command: room and attendance read no clock");
    }

    ArchRule pureRoomsRollNoDice() {
        return noClasses()
                .that()
                .resideInAnyPackage(house.packagesOf(PURE))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe("give random values", HouseHabits::givesRandomValues))
                .orShould()
                .callMethod(Math.class, "random")
                .allowEmptyShould(true)
                .as("ids and chance come in with the command: room and attendance roll no dice");
    }

    ArchRule rulesUseNoReflection() {
        return noClasses()
                .that()
                .resideInAnyPackage(house.packagesOf(WITHOUT_REFLECTION))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.reflect..", "java.lang.invoke..")
                .orShould()
                .callMethodWhere(
                        DescribedPredicate.describe(
                                "asks a class about its members",
                                call ->
                                        call.getTargetOwner().isEquivalentTo(Class.class)
                                                && REFLECTIVE_CALLS.contains(call.getName())))
                .allowEmptyShould(true)
                .as("room, attendance, record and live use no reflection");
    }

    ArchRule nothingIsInjected() {
        return noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(house.packagesOf("*"))
                .should()
                .beAnnotatedWith(DescribedPredicate.describe("an injection", HouseHabits::injects))
                .allowEmptyShould(true)
                .as("collaborators come through constructors, never into fields");
    }

    ArchRule noStaticFieldChanges() {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(house.packagesOf("*"))
                .and()
                .areStatic()
                .should()
                .beFinal()
                .allowEmptyShould(true)
                .as("no static field can be set again");
    }

    ArchRule noStaticFieldHoldsSharedState() {
        return noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(house.packagesOf("*"))
                .and()
                .areStatic()
                .should()
                .haveRawType(DescribedPredicate.describe("shared and mutable", HouseHabits::isSharedState))
                .allowEmptyShould(true)
                .as("no static field holds a pool, a lock, a cache or a counter");
    }

    private static boolean readsAClock(JavaMethodCall call) {
        String owner = call.getTargetOwner().getName();
        return owner.startsWith("java.time.Clock")
                || owner.startsWith("java.time.") && call.getName().equals("now")
                || owner.equals(System.class.getName()) && CLOCKS_OF_SYSTEM.contains(call.getName());
    }

    private static boolean givesRandomValues(JavaClass type) {
        return type.isAssignableTo(RandomGenerator.class) || type.isEquivalentTo(java.util.UUID.class);
    }

    private static boolean injects(JavaAnnotation<?> annotation) {
        String name = annotation.getRawType().getSimpleName();
        return Set.of("Inject", "Autowired", "Resource", "Value", "PersistenceContext").contains(name);
    }

    /**
     * Concrete collections can be changed; the interfaces {@code List}, {@code Set} and {@code Map} are immutable here.
     */
    private static boolean isSharedState(JavaClass type) {
        boolean concreteCollection =
                !type.isInterface() && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class));
        return concreteCollection
                || type.getPackageName().equals("java.util.concurrent.atomic")
                || type.getName().startsWith("java.util.concurrent.Concurrent")
                || SHARED_STATE.stream().anyMatch(type::isAssignableTo);
    }
}
