package org.evenkeel.setup;

import org.evenkeel.setup.Machine.SetupFailed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;

/** The hands of root. */
final class RealHands implements Machine.Hands {

    @Override
    public Owner ownerOf(Path file) throws IOException {
        var attributes = Files.readAttributes(file, PosixFileAttributes.class);
        return new Owner(attributes.owner().getName(), attributes.group().getName());
    }

    @Override
    public void give(Path file, Owner owner) throws IOException {
        var names = FileSystems.getDefault().getUserPrincipalLookupService();
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        view.setOwner(names.lookupPrincipalByName(owner.user()));
        view.setGroup(names.lookupPrincipalByGroupName(owner.group()));
    }

    @Override
    public boolean endsWell(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false; // no such program here
        } catch (InterruptedException _) {
            throw interrupted(command);
        }
    }

    @Override
    public List<String> said(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? said.lines().toList() : List.of();
        } catch (IOException _) {
            return List.of(); // no such program here
        } catch (InterruptedException _) {
            throw interrupted(command);
        }
    }

    @Override
    public void run(List<String> command) {
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new SetupFailed("%s ended with code %d".formatted(String.join(" ", command), code));
            }
        } catch (IOException e) {
            throw new SetupFailed("cannot run %s: %s".formatted(command.getFirst(), e.getMessage()));
        } catch (InterruptedException _) {
            throw interrupted(command);
        }
    }

    private static SetupFailed interrupted(List<String> command) {
        Thread.currentThread().interrupt();
        return new SetupFailed("interrupted during " + String.join(" ", command));
    }
}
