package org.evenkeel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

import java.util.ArrayList;
import java.util.List;

/**
 * The rooms of the house below one root package, and what each may know: the architecture's table, as data.
 *
 * @param root the package that holds the rooms, without a dot at its end
 */
record House(String root) {

    private static final String JACKSON = "tools.jackson..";
    private static final String JACKSON_ANNOTATIONS = "com.fasterxml.jackson.annotation..";
    private static final String LOGGING = "org.slf4j..";

    /** What a value may use: no I/O, no threads, no transport. */
    private static final List<String> VALUES_OF_THE_JDK =
            List.of(
                    "java.lang",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "java.util.regex",
                    "java.time..");

    private static final List<String> SQL = List.of("java.sql..", "javax.sql..");

    private static final List<String> SQL_AND_HTTP =
            List.of("java.sql..", "javax.sql..", "java.net..", "javax.net..", "com.sun.net..");

    private static final List<String> SQL_HTTP_AND_FILES =
            List.of(
                    "java.sql..",
                    "javax.sql..",
                    "java.net..",
                    "javax.net..",
                    "com.sun.net..",
                    "java.nio.file..",
                    "java.nio.channels..");

    /**
     * One room.
     *
     * @param name its package below the root
     * @param rooms the other rooms it may import
     * @param libraries packages of other people it may import
     * @param jdk packages of the JDK it may import
     * @param closed packages of the JDK it must not import, though {@code jdk} would allow them
     */
    record Room(String name, List<String> rooms, List<String> libraries, List<String> jdk, List<String> closed) {

        Room libraries(String... packages) {
            return new Room(name, rooms, List.of(packages), jdk, closed);
        }

        Room closedTo(List<String> packages) {
            return new Room(name, rooms, libraries, jdk, packages);
        }

        private Room valuesOnly() {
            return new Room(name, rooms, libraries, VALUES_OF_THE_JDK, closed);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** All rooms, lowest first. {@code room} and {@code attendance} are values that every room above may import. */
    static List<Room> rooms() {
        return List.of(
                room("room").valuesOnly(),
                room("attendance", "room").valuesOnly(),
                room("program", "room", "attendance").closedTo(SQL_HTTP_AND_FILES),
                room("record", "room", "attendance", "program").closedTo(SQL_HTTP_AND_FILES),
                room("audit", "room", "program").libraries(LOGGING).closedTo(SQL_HTTP_AND_FILES),
                room("retention", "room", "attendance", "record", "audit").closedTo(SQL_HTTP_AND_FILES),
                room("identity", "room", "attendance", "program").libraries("com.password4j..", LOGGING).closedTo(SQL),
                room("live", "room", "attendance", "program", "record").libraries(LOGGING).closedTo(SQL_AND_HTTP),
                room("codec", "room", "attendance", "live")
                        .libraries(JACKSON, JACKSON_ANNOTATIONS)
                        .closedTo(SQL_HTTP_AND_FILES),
                room("child").closedTo(SQL),
                room("redis", "room", "attendance", "live", "codec", "child")
                        .libraries("redis.clients..", LOGGING)
                        .closedTo(SQL),
                room(
                                "sql",
                                "room",
                                "attendance",
                                "live",
                                "program",
                                "record",
                                "audit",
                                "retention",
                                "identity",
                                "codec")
                        .libraries(
                                "org.jdbi..",
                                "com.zaxxer.hikari..",
                                "org.flywaydb..",
                                "org.sqlite..",
                                "org.postgresql..",
                                LOGGING),
                room("media", "room", "attendance", "live", "child")
                        .libraries(
                                "jakarta.websocket..", "org.glassfish.tyrus..", JACKSON, JACKSON_ANNOTATIONS, LOGGING)
                        .closedTo(SQL),
                room("wire").libraries(JACKSON, JACKSON_ANNOTATIONS).closedTo(SQL_AND_HTTP),
                room("edge", "room", "attendance", "live", "wire", "identity")
                        .libraries("io.netty..", LOGGING)
                        .closedTo(SQL),
                room("export", "room", "attendance", "program", "record", "audit").closedTo(SQL_AND_HTTP),
                room(
                                "api",
                                "room",
                                "attendance",
                                "edge",
                                "live",
                                "program",
                                "record",
                                "audit",
                                "retention",
                                "identity",
                                "export")
                        .libraries(JACKSON, JACKSON_ANNOTATIONS, LOGGING)
                        .closedTo(SQL),
                room("backup")
                        .libraries(
                                "org.bouncycastle.bcpg..", "org.bouncycastle.openpgp..", JACKSON, JACKSON_ANNOTATIONS)
                        .closedTo(SQL_AND_HTTP),
                room("load", "wire")
                        .libraries(
                                "io.netty..",
                                "jakarta.websocket..",
                                "org.glassfish.tyrus..",
                                "org.HdrHistogram..",
                                JACKSON,
                                JACKSON_ANNOTATIONS)
                        .closedTo(SQL),
                room("setup", "media", "redis").closedTo(SQL),
                room("check", "room", "live", "child", "backup", "redis", "sql", "media", "wire")
                        .libraries("jakarta.websocket..", "org.glassfish.tyrus..", JACKSON)
                        .closedTo(SQL),
                room("metrics", "room", "attendance", "live", "record", "wire", "edge")
                        .libraries("io.micrometer..", "com.sun.net.httpserver..", "jdk.management..")
                        .closedTo(SQL),
                room("node", "*")
                        .libraries(
                                "picocli..", "ch.qos.logback..", "io.netty..", "org.HdrHistogram..", JACKSON, LOGGING));
    }

    private static Room room(String name, String... rooms) {
        return new Room(name, List.of(rooms), List.of(), List.of("java..", "javax.."), List.of());
    }

    /** Every class of the room depends only on what its row allows. Holds for a room that is not built yet. */
    ArchRule wallOf(Room room) {
        List<String> open = new ArrayList<>(room.libraries());
        open.addAll(room.jdk());
        open.add(packagesOf(room.name()));
        room.rooms().forEach(name -> open.add(packagesOf(name)));
        DescribedPredicate<JavaClass> allowed =
                resideInAnyPackage(open.toArray(String[]::new))
                        .and(DescribedPredicate.not(resideInAnyPackage(room.closed().toArray(String[]::new))))
                        .as("reside in %s and not in %s", open, room.closed());
        return classes()
                .that()
                .resideInAPackage(packagesOf(room.name()))
                .should()
                .onlyDependOnClassesThat(allowed)
                .allowEmptyShould(true)
                .as(room.name() + " knows only what its row in the table allows");
    }

    /** No class stands outside the rooms. */
    ArchRule everyClassHasItsRoom() {
        String[] all = rooms().stream().map(room -> packagesOf(room.name())).toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .resideInAnyPackage(all)
                .allowEmptyShould(true)
                .as("every class lives in a room of the house");
    }

    /** The packages of a room and of what is below it, in ArchUnit's notation. */
    String packagesOf(String name) {
        return name.equals("*") ? root + ".." : root + "." + name + "..";
    }

    /** The same for several rooms. */
    String[] packagesOf(List<String> names) {
        return names.stream().map(this::packagesOf).toArray(String[]::new);
    }
}
