package org.evenkeel.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who may read keys, passwords and data. */
record FileModesCheck(CheckPlan.Folders folders) implements Check {

    private static final Set<PosixFilePermission> NOT_THE_OWNERS =
            Set.copyOf(PosixFilePermissions.fromString("---rwxrwx"));

    /** Below the data folder, what holds secrets or people. */
    private static final List<String> IN_DATA =
            List.of(
                    "evenkeel.db",
                    "evenkeel.db-wal",
                    "redis/secret",
                    "redis/redis.conf",
                    "media/secret",
                    "media/conf/janus.jcfg",
                    "media/conf/janus.plugin.videoroom.jcfg");

    @Override
    public Subject subject() {
        return Subject.FILE_MODES;
    }

    @Override
    public List<Finding> look() throws IOException {
        if (Machine.isClosed(folders.data())) {
            return Subject.only(subject().closed(folders.data()));
        }
        var files = new TreeSet<Path>(folders.secrets());
        IN_DATA.forEach(name -> files.add(folders.data().resolve(name)));
        var places = List.of(folders.keys(), folders.dayKeys());
        var unseen = new ArrayList<Path>();
        for (var place : places) {
            if (Files.isDirectory(place)) {
                list(place, files, unseen);
            }
        }
        var findings = new ArrayList<Finding>();
        int seen = 0;
        for (var file : files) {
            if (Files.exists(file)) {
                seen++;
                if (isOpen(file)) {
                    findings.add(subject().broken("%s can be read or written by others.", file).with("FILE", file));
                }
            }
        }
        Stream.concat(Stream.of(folders.data()), places.stream())
                .distinct()
                .filter(Files::isDirectory)
                .filter(FileModesCheck::isOpen)
                .forEach(
                        it -> findings.add(subject().warning("The folder %s is open to others.", it).with("FILE", it)));
        unseen.forEach(it -> findings.add(subject().closed(it)));
        return findings.isEmpty()
                ? Subject.only(subject().fine("%d files with keys, passwords or data are their owner's alone.", seen))
                : findings;
    }

    private static void list(Path folder, Set<Path> files, List<Path> unseen) {
        try (var entries = Files.list(folder)) {
            entries.filter(Files::isRegularFile).forEach(files::add);
        } catch (IOException _) {
            unseen.add(folder);
        }
    }

    private static boolean isOpen(Path path) {
        try {
            return Files.getPosixFilePermissions(path).stream().anyMatch(NOT_THE_OWNERS::contains);
        } catch (IOException _) {
            return false; // gone while we looked
        }
    }
}
