package org.evenkeel.check;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Which looks a plan asks for. */
final class Checks {

    private Checks() {}

    static List<Check> of(CheckPlan plan) {
        // Where the SFU says that media go: the relay must relay there and nowhere else.
        var mediaTarget = new CompletableFuture<Optional<InetSocketAddress>>();
        var checks =
                new ArrayList<>(
                        List.<Check>of(
                                new ChildrenCheck(plan),
                                new NameCheck(plan),
                                new PagesCheck(plan),
                                new ServerCheck(plan),
                                new SocketCheck(plan),
                                new RedisCheck(plan),
                                new DatabaseCheck(plan.database(), plan.slow()),
                                new SfuCheck(plan, mediaTarget),
                                new MediaPortsCheck(plan),
                                new RelayCheck(plan.relay(), mediaTarget, plan.clock()),
                                new ClockCheck(plan.machine()),
                                new SpaceCheck(plan.folders().data(), plan.machine()),
                                new EncryptionCheck(plan.folders().data(), plan.machine()),
                                new BackupCheck(plan.folders().data(), plan.machine(), plan.clock()),
                                new FileModesCheck(plan.folders()),
                                new OpenPortsCheck(plan)));
        plan.ownCertificate().map(CertificateFilesCheck::new).ifPresent(checks::add);
        if (Web.isTls(plan.base())) {
            checks.add(new CertificateCheck(plan.base(), plan.trust(), plan.clock()));
        }
        if (plan.publicAddress().filter(it -> Web.isTls(it) && Web.port(it) == 443).isPresent()) {
            checks.add(new RedirectCheck(plan.base(), 80));
        }
        if (plan.slow()) {
            checks.add(new IdleCheck(plan.base()));
        }
        return List.copyOf(checks);
    }
}
