package org.evenkeel.node;

import org.evenkeel.program.Caller;
import org.evenkeel.program.StaffDetails;
import org.evenkeel.program.StaffRole;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.Set;
import java.util.concurrent.Callable;

/** Makes the first administrator of a new clinic, or lets a locked-out one in. */
@Command(
        name = "admin",
        description = {
            "Makes an administrator (or finds the one with this sign-in name) and prints a sign-in address that works",
            "once and for ten minutes. Runs on the server's machine, beside the running server."
        },
        mixinStandardHelpOptions = true)
final class AdminCommand implements Callable<Integer> {

    @Mixin private ConfigOptions options;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Sign-in name.")
    private String name;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var config = options.read();
        Logs.configure(new Config.Log(false, "warn"));
        try (var sql = Stores.Sql.open(config)) {
            var desk = Desk.offline(sql);
            var operator = Caller.operator();
            var member =
                    desk.clinic().staff().list(operator).stream()
                            .filter(each -> each.details().loginName().equals(name))
                            .findFirst()
                            .orElseGet(() -> desk.clinic().staff().add(operator, administrator()));
            var secret = desk.identity().entryLinks().issue(operator, member.id());
            var address = config.publicAddress().orElse("http://localhost:" + config.listen().port());
            spec.commandLine().getOut().println(address + "/staff#enter=" + secret.value());
        }
        return 0;
    }

    private StaffDetails administrator() {
        return new StaffDetails(name, name, name, Set.of(StaffRole.IT_ADMIN, StaffRole.SCHEDULER), "", false, Set.of());
    }
}
