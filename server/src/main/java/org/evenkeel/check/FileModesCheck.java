package org.evenkeel.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who may read keys, passwords and data. What root owns and the service may only read, by its group, is well kept: not
 * even the service can change it.
 */
record FileModesCheck(CheckPlan.Folders folders) implements Check {

    private static final Set<PosixFilePermission> NOT_THE_OWNERS =
            Set.copyOf(PosixFilePermissions.fromString("---rwxrwx"));

    /** What the service's group may do with root's files and folders. */
    private static final Set<PosixFilePermission> TO_LOOK =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE);

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
    public List<Finding> look() {
        if (Machine.isClosed(folders.data())) {
            return Subject.only(subject().closed(folders.data()));
        }
        var files = new TreeSet<Path>(folders.secrets());
        IN_DATA.forEach(name -> files.add(folders.data().resolve(name)));
        var places = List.of(folders.keys(), folders.dayKeys());
        var findings = new ArrayList<Finding>();
        places.stream().filter(Files::isDirectory).forEach(place -> list(place, files, findings));
        files.stream().filter(this::isOpen).map(this::open).forEach(findings::add);
        Stream.concat(Stream.of(folders.data()), places.stream())
                .distinct()
                .filter(this::isOpen)
                .map(it -> mended(subject().warning("The folder %s is open to others.", it), it))
                .forEach(findings::add);
        return findings.isEmpty() ? Subject.only(fine(files)) : findings;
    }

    private void list(Path folder, Set<Path> files, List<Finding> findings) {
        try (var entries = Files.list(folder)) {
            entries.filter(Files::isRegularFile).forEach(files::add);
        } catch (IOException _) {
            findings.add(subject().closed(folder));
        }
    }

    private Finding fine(Set<Path> files) {
        long seen = files.stream().filter(Files::exists).count();
        return subject().fine("%d files with keys, passwords or data are closed to others.", seen);
    }

    private Finding open(Path file) {
        return mended(subject().broken("%s can be read or written by others.", file), file);
    }

    /** What the service reads by its group must not be closed to the group: it would not start again. */
    private Finding mended(Finding finding, Path path) {
        boolean shared = attributes(path).filter(this::isRootsForTheService).isPresent();
        return shared ? finding.doing("sudo chmod g-w,o= %s".formatted(path)) : finding.with("FILE", path);
    }

    private boolean isOpen(Path path) {
        return attributes(path)
                .filter(
                        it ->
                                it.permissions().stream()
                                        .filter(NOT_THE_OWNERS::contains)
                                        .anyMatch(each -> !TO_LOOK.contains(each) || !isRootsForTheService(it)))
                .isPresent();
    }

    /** The service's group is that of its data folder. */
    private boolean isRootsForTheService(PosixFileAttributes file) {
        return file.owner().getName().equals("root")
                && attributes(folders.data())
                        .filter(data -> !data.owner().equals(file.owner()) && data.group().equals(file.group()))
                        .isPresent();
    }

    private static Optional<PosixFileAttributes> attributes(Path path) {
        try {
            return Optional.of(Files.readAttributes(path, PosixFileAttributes.class));
        } catch (IOException _) {
            return Optional.empty(); // not there, or gone while we looked
        }
    }
}
