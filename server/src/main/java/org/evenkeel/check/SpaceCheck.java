package org.evenkeel.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Room on the disk under the data. */
record SpaceCheck(Path data, Machine machine) implements Check {

    private static final double LITTLE = 10;
    private static final double VERY_LITTLE = 3;

    @Override
    public Subject subject() {
        return Subject.DISK_SPACE;
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        var folder = nearest(data);
        var findings = new ArrayList<Finding>();
        findings.add(
                DiskSpace.of(folder)
                        .map(space -> judged(Subject.DISK_SPACE, space, folder))
                        .orElseGet(() -> subject().warning("How much is free where %s is cannot be read.", folder)));
        inodes(folder).ifPresent(it -> findings.add(judged(Subject.DISK_INODES, it, folder)));
        return findings;
    }

    /** Before the first start the folder is not there, but the disk is. */
    static Path nearest(Path folder) {
        var at = folder.toAbsolutePath();
        while (!Files.isDirectory(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    /** Free and all; empty where the file system makes them as it goes. */
    private Optional<DiskSpace> inodes(Path folder) throws InterruptedException {
        return machine.said("stat", "-f", "-c", "%d %c", folder.toString())
                .filter(text -> text.matches("\\d{1,18} \\d{1,18}"))
                .map(text -> text.split(" "))
                .map(words -> new DiskSpace(Long.parseLong(words[0]), Long.parseLong(words[1])))
                .filter(it -> it.all() > 0);
    }

    private static Finding judged(Subject subject, DiskSpace space, Path folder) {
        double percent = 100 * space.freePart();
        var found = "%.1f %% are free where %s is.".formatted(percent, folder);
        if (percent < VERY_LITTLE) {
            return subject.broken("%s", found).with("FOLDER", folder);
        }
        return percent < LITTLE ? subject.warning("%s", found).with("FOLDER", folder) : subject.fine("%s", found);
    }
}
