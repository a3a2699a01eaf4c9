package org.evenkeel.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether the block device under the data is encrypted by this machine. */
record EncryptionCheck(Path data, Machine machine) implements Check {

    private static final int DEVICE = 2;
    private static final int MOUNTED_AT = 4;

    @Override
    public Subject subject() {
        return Subject.DISK_ENCRYPTION;
    }

    @Override
    public List<Finding> look() throws IOException {
        var device = device(SpaceCheck.nearest(data).toRealPath());
        if (device.isEmpty()) {
            return Subject.only(subject().warning("Which disk holds the data cannot be seen from here."));
        }
        return Subject.only(
                isEncrypted(device.get())
                        ? subject().fine("The disk under the data is encrypted (dm-crypt).")
                        : subject()
                                .warning(
                                        "This machine does not encrypt %s; whether the host does cannot be seen.",
                                        device.get().getFileName()));
    }

    /** By the mount that is deepest in the path; the last one of several at one place is on top. */
    private Optional<Path> device(Path folder) throws IOException {
        var best = new ArrayList<String[]>();
        for (var line : Files.readAllLines(machine.proc().resolve("self/mountinfo"))) {
            var words = line.split(" ");
            if (words.length > MOUNTED_AT && folder.startsWith(Path.of(unescaped(words[MOUNTED_AT])))) {
                best.add(words);
            }
        }
        return best.stream()
                .max(Comparator.comparingInt(words -> Path.of(unescaped(words[MOUNTED_AT])).getNameCount()))
                .flatMap(this::device);
    }

    private Optional<Path> device(String[] mount) {
        var block = machine.sys().resolve("dev/block");
        return Optional.of(block.resolve(mount[DEVICE]))
                .filter(Files::exists)
                .or(() -> bySource(mount))
                .flatMap(EncryptionCheck::real);
    }

    /** File systems of several disks, btrfs for one, have numbers of their own and name a disk beside. */
    private Optional<Path> bySource(String[] mount) {
        var words = List.of(mount);
        int dash = words.indexOf("-");
        if (dash < 0 || dash + 2 >= words.size() || !words.get(dash + 2).startsWith("/dev/")) {
            return Optional.empty();
        }
        return real(Path.of(words.get(dash + 2)))
                .map(it -> machine.sys().resolve("class/block").resolve(it.getFileName()))
                .filter(Files::exists);
    }

    private static Optional<Path> real(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static String unescaped(String path) {
        return path.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }

    /** It, or all that it is made of: a mirror of which one half is in clear is in clear. */
    private static boolean isEncrypted(Path device) throws IOException {
        if (Machine.read(device.resolve("dm/uuid")).orElse("").startsWith("CRYPT-")) {
            return true;
        }
        var below = new ArrayList<Path>();
        if (Files.exists(device.resolve("partition"))) {
            below.add(device.getParent());
        } else if (Files.isDirectory(device.resolve("slaves"))) {
            try (var slaves = Files.newDirectoryStream(device.resolve("slaves"))) {
                for (var slave : slaves) {
                    below.add(slave.toRealPath());
                }
            }
        }
        for (var each : below) {
            if (!isEncrypted(each)) {
                return false;
            }
        }
        return !below.isEmpty();
    }
}
