package org.evenkeel.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The real gpg, with a key ring of its own: what a clinic has when it has no Evenkeel. */
final class Gpg implements AutoCloseable {

    private static final String USER = "backup@clinic.example";

    private final Path home;

    /**
     * @param home short: gpg's agent listens on a socket in it
     */
    Gpg(Path home) throws IOException {
        this.home = Files.createDirectories(home);
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    }

    /** Makes a key of gpg's usual kind. */
    Gpg withKey(String passphrase) {
        run("--passphrase", passphrase, "--quick-generate-key", USER, "default", "default", "never");
        return this;
    }

    /** The same, but expired long ago. */
    Gpg withExpiredKey() {
        run(
                "--faked-system-time",
                "20200101T000000",
                "--passphrase",
                "",
                "--quick-generate-key",
                USER,
                "default",
                "default",
                "1d");
        return this;
    }

    Path publicKey() {
        var file = home.resolve("public.asc");
        run("--armor", "--output", file.toString(), "--export", USER);
        return file;
    }

    Path secretKey(String passphrase) {
        var file = home.resolve("secret.asc");
        run("--passphrase", passphrase, "--armor", "--output", file.toString(), "--export-secret-keys", USER);
        return file;
    }

    Path decrypted(Path file, List<String> how) {
        var plain = home.resolve("plain");
        var words = new ArrayList<>(how);
        words.addAll(List.of("--output", plain.toString(), "--decrypt", file.toString()));
        run(words.toArray(String[]::new));
        return plain;
    }

    String run(String... words) {
        var command = new ArrayList<>(List.of("gpg", "--batch", "--yes", "--quiet", "--pinentry-mode", "loopback"));
        command.addAll(List.of("--homedir", home.toString()));
        command.addAll(List.of(words));
        return said(command);
    }

    private static String said(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " failed (gpg is needed: apt-get install gnupg)\n" + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the agent that gpg started for this key ring. */
    @Override
    public void close() {
        said(List.of("gpgconf", "--homedir", home.toString(), "--kill", "all"));
    }
}
