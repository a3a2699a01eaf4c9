package org.evenkeel.node;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.program.Caller;
import org.evenkeel.program.ClinicSettings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Shows or sets what a clinic sets once, as far as it is IT's. */
@Command(
        name = "clinic",
        header = "Shows or sets the clinic's name and time zone.",
        description = "Shows the clinic's name and time zone, and sets them. Runs beside the running server.",
        mixinStandardHelpOptions = true)
final class ClinicCommand implements Callable<Integer> {

    @Mixin private ConfigOptions options;

    @Option(names = "--name", paramLabel = "NAME", description = "What the clinic is called.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            converter = TypedWords.Zone.class,
            description = "Its time zone, such as America/Chicago.")
    private Optional<ZoneId> zone = Optional.empty();

    @Option(names = "--ask", description = "Changes nothing; ends with 1 when something would be changed.")
    private boolean ask;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var config = options.readForCommand();
        if (ask && !Stores.Sql.isThere(config)) {
            return 1;
        }
        if (!ask && wanted()) {
            options.mustBeSetUp(config);
        }
        try (var sql = wanted() ? Stores.Sql.open(config) : Stores.Sql.openPresent(config)) {
            var settings = Desk.offline(sql).clinic().settings();
            var present = settings.current();
            var wanted = changed(present);
            if (ask) {
                return wanted.equals(present) ? 0 : 1;
            }
            var now = present;
            if (!wanted.equals(present)) {
                now = settings.change(Caller.operator(), wanted);
                sql.audit().record(ConsoleAudit.row(AuditAction.SETTINGS_CHANGE));
            }
            spec.commandLine().getOut().printf("name: %s%ntime zone: %s%n", now.name(), now.zone());
        }
        return 0;
    }

    /** Whether something is to be set, rather than shown. */
    private boolean wanted() {
        return name.isPresent() || zone.isPresent();
    }

    private ClinicSettings changed(ClinicSettings now) {
        return new ClinicSettings(
                name.orElse(now.name()),
                now.nameShown(),
                now.neutralTitle(),
                now.phone(),
                now.crisisLine(),
                zone.orElse(now.zone()),
                now.language(),
                now.version());
    }
}
