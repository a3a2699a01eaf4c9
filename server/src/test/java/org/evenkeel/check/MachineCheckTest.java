package org.evenkeel.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.check.Plans.said;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.evenkeel.redis.TestRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The machine: disk, backup, modes, ports, clock, service manager. Where another kernel is needed, its files. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class MachineCheckTest {

    private static final Instant NOW = Instant.parse("2030-01-10T03:00:00Z");

    @TempDir private Path folder;

    private Path written(String name, String text) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void command(String name, String says) throws IOException {
        var file = written("programs/" + name, "#!/bin/sh\necho '" + says + "'\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private CheckPlan scripted() {
        return Plans.of(folder.resolve("data")).machine(folder, folder.resolve("programs")).plan();
    }

    // --- disk ---

    @Test
    void aDiskThatFillsUpIsSaid() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may mount");
        var disk = Files.createDirectory(folder.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=1m,nr_inodes=100", "tmpfs", disk.toString());
        try {
            assertThat(space(disk)).extracting(Finding::state).containsExactly(Finding.State.FINE, Finding.State.FINE);
            Files.write(disk.resolve("much"), new byte[970_000]);
            assertThat(said(space(disk), Subject.DISK_SPACE)).startsWith("warning: ");
            Files.write(disk.resolve("more"), new byte[60_000]);
            assertThat(said(space(disk), Subject.DISK_SPACE)).startsWith("broken: ");
            assertThat(said(space(disk), Subject.DISK_INODES)).startsWith("fine: ");
            Files.delete(disk.resolve("much"));
            fill(disk, 91);
            assertThat(said(space(disk), Subject.DISK_INODES)).startsWith("warning: ");
            fill(disk, 96);
            var findings = space(disk);
            assertThat(said(findings, Subject.DISK_INODES)).startsWith("broken: ");
        } finally {
            run("umount", disk.toString());
        }
    }

    private static List<Finding> space(Path disk) throws IOException, InterruptedException {
        return new SpaceCheck(disk.resolve("not/there/yet"), Machine.here()).look();
    }

    private static void fill(Path disk, int files) throws IOException {
        for (int i = 0; i < files; i++) {
            var file = disk.resolve("f" + i);
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private void block(String device, String number) throws IOException {
        Files.createDirectories(folder.resolve("sys/devices/" + device));
        Files.createDirectories(folder.resolve("sys/dev/block"));
        if (!number.isEmpty()) {
            Files.createSymbolicLink(
                    folder.resolve("sys/dev/block/" + number), folder.resolve("sys/devices/" + device));
        }
    }

    private void below(String device, String other) throws IOException {
        var slaves = Files.createDirectories(folder.resolve("sys/devices/" + device + "/slaves"));
        Files.createSymbolicLink(slaves.resolve(Path.of(other).getFileName()), folder.resolve("sys/devices/" + other));
    }

    private void mounted(String number) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        written(
                "proc/self/mountinfo",
                "21 1 8:9 / / rw - ext4 /dev/other rw\n30 21 %s / %s rw - ext4 /dev/mapper/x rw\n"
                        .formatted(number, folder.toRealPath()));
    }

    private String encryption() throws IOException {
        return said(new EncryptionCheck(folder.resolve("data"), scripted().machine()).look(), Subject.DISK_ENCRYPTION);
    }

    @Test
    void aVolumeOnLuksIsEncrypted() throws IOException {
        block("dm-1", "253:1");
        block("dm-0", "");
        below("dm-1", "dm-0");
        written("sys/devices/dm-1/dm/uuid", "LVM-abc\n");
        written("sys/devices/dm-0/dm/uuid", "CRYPT-LUKS2-abc-data\n");
        mounted("253:1");
        assertThat(encryption()).isEqualTo("fine: The disk under the data is encrypted (dm-crypt).");
    }

    @Test
    void aMirrorOfWhichOneHalfIsInClearIsNot() throws IOException {
        block("md0", "9:0");
        block("dm-0", "");
        block("sda/sda1", "");
        below("md0", "dm-0");
        below("md0", "sda/sda1");
        written("sys/devices/dm-0/dm/uuid", "CRYPT-LUKS2-abc-data\n");
        written("sys/devices/sda/sda1/partition", "1\n");
        mounted("9:0");
        assertThat(encryption()).startsWith("warning: This machine does not encrypt md0");
    }

    @Test
    void aPartitionInClearAndADiskThatCannotBeSeenAreToldApart() throws IOException {
        block("sda/sda1", "8:1");
        written("sys/devices/sda/sda1/partition", "1\n");
        mounted("8:1");
        assertThat(encryption()).startsWith("warning: This machine does not encrypt sda1");
        mounted("0:77");
        assertThat(encryption()).isEqualTo("warning: Which disk holds the data cannot be seen from here.");
    }

    // --- backup ---

    private String backup(Duration age) throws InterruptedException {
        written(
                "last-backup.json",
                "{\"format\":1,\"at\":%d,\"file\":\"evenkeel.backup\",\"bytes\":1,\"millis\":2,\"sha256\":\"00\",\"findings\":0}"
                        .formatted(NOW.minus(age).toEpochMilli()));
        return backup();
    }

    private String backup() throws InterruptedException {
        var check = new BackupCheck(folder, scripted().machine(), InstantSource.fixed(NOW));
        return said(check.look(), Subject.BACKUP);
    }

    @Test
    void theAgeOfTheLastBackupIsJudged() throws InterruptedException {
        assertThat(backup()).startsWith("warning: No backup");
        assertThat(backup(Duration.ofHours(25))).isEqualTo("fine: The last backup is 25 hours old.");
        assertThat(backup(Duration.ofHours(27))).startsWith("warning: ");
        assertThat(backup(Duration.ofDays(8))).startsWith("broken: ");
        written("last-backup.json", "{\"at\":\"soon\"");
        assertThat(backup()).startsWith("warning: ");
    }

    @Test
    void aNightThatFailedIsSaidAtOnceAndHidesNothingWorse() throws Exception {
        command("systemctl", "failed");
        assertThat(backup(Duration.ofHours(1))).isEqualTo("warning: The last backup that was begun failed.");
        assertThat(backup(Duration.ofDays(8))).startsWith("broken: The last backup is 192 hours old");
    }

    // --- modes ---

    @Test
    void whoMayReadKeysIsJudged() throws IOException {
        var data = Files.createDirectories(folder.resolve("data"));
        mode(data, "rwx------");
        var key = written("data/keys/master-1", "made up");
        mode(key.getParent(), "rwx------");
        mode(key, "rw-------");
        var secret = written("secrets/redis", "made up");
        mode(secret, "rw-------");
        var folders = new CheckPlan.Folders(data, data.resolve("keys"), data.resolve("day-keys"), List.of(secret));
        assertThat(said(new FileModesCheck(folders).look(), Subject.FILE_MODES)).startsWith("fine: 2 files");
        mode(secret, "rw-r-----");
        mode(key, "rw----r--");
        mode(key.getParent(), "rwx--x---");
        var findings = new FileModesCheck(folders).look();
        assertThat(findings)
                .extracting(Finding::state)
                .containsExactlyInAnyOrder(Finding.State.BROKEN, Finding.State.BROKEN, Finding.State.WARNING);
        assertThat(findings).anySatisfy(it -> assertThat(it.whatToDo()).startsWith("sudo chmod o= " + secret));
        assertThat(findings).noneSatisfy(it -> assertThat(it.found()).contains("made up"));
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    // --- ports ---

    @Test
    void aChildThatListensToEverybodyIsBroken() throws IOException {
        try (var redis = TestRedis.start();
                var jedis = redis.connect()) {
            var pid = jedis.info("server").replaceAll("(?s).*process_id:(\\d+).*", "$1");
            written("redis/redis.pid", pid + "\n");
            var check = new OpenPortsCheck(Plans.of(folder).plan());
            assertThat(said(check.look(), Subject.OPEN_PORTS))
                    .isEqualTo("fine: Only what is configured is open: Redis.");
            jedis.configSet("bind", "0.0.0.0");
            assertThat(said(check.look(), Subject.OPEN_PORTS))
                    .isEqualTo(
                            "broken: Redis listens on port %d on an address that is no loopback."
                                    .formatted(redis.port()));
        }
    }

    @Test
    void thePortOfTheFiguresIsConfigured() throws IOException {
        written("lock", ProcessHandle.current().pid() + "\n");
        try (var open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = open.getLocalPort();
            assertThat(new OpenPortsCheck(Plans.of(folder).plan()).look())
                    .extracting(Finding::found)
                    .contains("The server's process listens on loopback port %d too.".formatted(port));
            assertThat(new OpenPortsCheck(Plans.of(folder).metrics(port).plan()).look())
                    .extracting(Finding::found)
                    .noneMatch(found -> found.contains(Integer.toString(port)));
        }
    }

    @Test
    void aNoteOfAProcessThatIsAnothersByNowIsNotBelieved() {
        written("redis/redis.pid", ProcessHandle.current().pid() + "\n");
        assertThat(said(new OpenPortsCheck(Plans.of(folder).plan()).look(), Subject.OPEN_PORTS))
                .isEqualTo("fine: No process of this data folder runs.");
    }

    // --- clock and service manager ---

    private String clock() throws InterruptedException {
        return said(new ClockCheck(scripted().machine()).look(), Subject.CLOCK_SYNC);
    }

    @Test
    void whoeverKeepsTheClockIsAsked() throws IOException, InterruptedException {
        assertThat(clock()).contains("cannot be seen");
        command("timedatectl", "no");
        assertThat(clock()).isEqualTo("warning: No time service keeps the clock right.");
        command("timedatectl", "yes");
        assertThat(clock()).startsWith("fine: ");
        command("chronyc", "7F7F0101,,0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,1.0,1.0,0.0,Not synchronised");
        assertThat(clock()).isEqualTo("warning: chrony runs, but has no time yet.");
        command("chronyc", "C0000201,192.0.2.1,3,1.0,0.0,0.0,0.0,0.0,0.0,0.0,1.0,1.0,64.0,Normal");
        assertThat(clock()).isEqualTo("fine: chrony keeps the clock right.");
        written("run/systemd/timesync/synchronized", "");
        assertThat(clock()).isEqualTo("fine: systemd-timesyncd keeps the clock right.");
    }

    @Test
    void childrenAreNamedWhereSystemdCouldKeepThem() {
        written("proc/1/comm", "systemd\n");
        assertThat(said(new ChildrenCheck(scripted()).look(), Subject.CHILDREN))
                .isEqualTo("warning: systemd runs this machine, and the server starts Redis itself.");
        written("proc/1/comm", "tini\n");
        assertThat(said(new ChildrenCheck(scripted()).look(), Subject.CHILDREN)).startsWith("fine: ");
    }

    // --- who listens ---

    @Test
    void whoListensIsNamed() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var datagrams = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var all = Listening.on(Machine.here());
            var mine = all.stream().filter(it -> !it.udp() && it.at().equals(socket.getLocalSocketAddress())).toList();
            assertThat(mine)
                    .singleElement()
                    .satisfies(it -> assertThat(it.pid()).contains(ProcessHandle.current().pid()))
                    .satisfies(it -> assertThat(it.program()).isNotEmpty());
            assertThat(all).anyMatch(it -> it.udp() && it.at().equals(datagrams.getLocalSocketAddress()));
        }
    }

    @Test
    void theUnitOfWhoListensIsTheInnermostOfItsControlGroup() throws IOException {
        written(
                "proc/net/tcp",
                """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 00000000:01BB 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1
                """);
        for (int pid : List.of(91, 90)) {
            Files.createDirectories(folder.resolve("proc/" + pid + "/fd"));
            Files.createSymbolicLink(folder.resolve("proc/" + pid + "/fd/6"), Path.of("socket:[4711]"));
            written("proc/" + pid + "/comm", "nginx\n");
            written("proc/" + pid + "/cgroup", "0::/system.slice/containerd.service/system.slice/nginx.service\n");
        }
        assertThat(Listening.on(scripted().machine()))
                .containsExactly(
                        new Listening(
                                false,
                                new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 443),
                                Optional.of(90L),
                                "nginx",
                                Optional.of("nginx.service")));
    }
}
