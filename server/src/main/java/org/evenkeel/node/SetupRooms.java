package org.evenkeel.node;

import org.evenkeel.backup.BackupProblem;
import org.evenkeel.backup.SealedFor;
import org.evenkeel.check.Listening;
import org.evenkeel.check.Machine;
import org.evenkeel.setup.Answers;
import org.evenkeel.setup.Listener;
import org.evenkeel.setup.OtherRooms;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What setup asks of other rooms: the configuration's text, what opens a backup, who listens. */
final class SetupRooms implements OtherRooms {

    @Override
    public String with(String text, Map<String, String> values) {
        return ConfigFile.with(text, values);
    }

    @Override
    public List<String> configurationProblems(String file) {
        try {
            Config.read(Optional.of(Path.of(file)), Map.of(), Map.of());
            return List.of();
        } catch (ConfigProblems e) {
            return e.problems();
        }
    }

    @Override
    public Optional<String> keyProblem(Answers.Backup backup) {
        try {
            var key = Path.of(backup.key());
            var _ = backup.isForRecipient() ? SealedFor.recipientsIn(List.of(key)) : SealedFor.passphraseIn(key);
            return Optional.empty();
        } catch (BackupProblem e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public List<Listener> listeners() {
        return Listening.on(Machine.here()).stream()
                .map(it -> new Listener(it.udp(), it.at(), it.pid(), it.program(), it.unit()))
                .toList();
    }
}
