package org.evenkeel.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.wire.WrittenFile;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code server/docs/check.md} is made from the subjects. */
class CheckDocumentTest {

    @Test
    void theDocumentNamesEverySubjectAsItIs() throws IOException {
        WrittenFile.isCurrent(Path.of("docs", "check.md"), document());
    }

    @Test
    void everySubjectSaysWhenItIsNotFineAndWhatToDo() {
        assertThat(Subject.values())
                .allSatisfy(
                        subject -> {
                            assertThat(subject.looks()).isNotBlank();
                            assertThat(subject.warns() + subject.breaks()).isNotBlank();
                            assertThat(subject.why()).endsWith(".");
                            assertThat(subject.step()).endsWith(".");
                        });
    }

    private static String document() {
        return """
        # evenkeel check

        Walks the whole way of a participant and what it stands on, and says of each part: **fine**, **warning** (people are
        served, but something is missing or will not stay so) or **broken** (people are not served, or what they trust in does
        not hold), with why it matters and what to do.

        ```
        sudo evenkeel check          # for people
        sudo evenkeel check --json   # for monitoring
        sudo evenkeel check --slow   # minutes: the whole database, a silent socket
        ```

        It takes the server's own configuration, from the same file, environment and flags as `evenkeel serve`: with the package
        `/etc/evenkeel/evenkeel.conf`, without it `--config FILE`. Steps that change something need `sudo`; what `evenkeel setup`
        made (the configurations of Redis, Janus, relay and proxy, the secrets and their modes) it puts right again. The check runs
        as the service user or as root, beside a server that runs or without one. It changes nothing that lasts: the one room that it
        makes in Janus is private, empty, and ended again; the address that the relay gives it is given back. It shows no
        secret and no person. All looks run at a time and each has a time limit, so that without `--slow` it ends within a
        minute, whatever hangs.

        | exit status | meaning |
        |---|---|
        | 0 | all is fine, or accepted |
        | 1 | there are warnings |
        | 2 | something is broken, or the configuration cannot be used |
        | 3 | the check could not be made: the machine is not set up yet, wrong options, or a defect of the check itself |

        These are the numbers of monitoring plugins (OK, WARNING, CRITICAL, UNKNOWN).

        Where a warning is a decision of yours (no relay; a disk that the cloud encrypts), name its code in `check.accepted`:
        it is still looked at and still shown, as **accepted**, there and on the system page, but monitoring stays quiet. So
        does every other warning of that code, also the one that a look took too long. What is broken is never accepted.

        ## JSON

        One object: `at` (UTC), `address`, `state` and `status` of the worst finding, and `findings`, each with `code`, `area`,
        `state` (`fine`, `accepted`, `warning`, `broken`), `found`, and unless it is fine `why` and `step`. Codes and states are stable;
        texts are not. One code may come more than once (one finding for each relay, or each file). A code that does not matter
        here is left out: no `database_whole` with PostgreSQL, no `hsts` without TLS.

        ## What it cannot show

        * It looks from this machine. That the firewall lets people in from outside, on TCP 443 and on the UDP ports of media,
          only a look from outside shows: open the address on a phone that is not in the clinic's network.
        * `sfu_media` goes as far as a media connection goes without DTLS-SRTP: a sender is let into a room, the offer is
          answered, the address in the answer is asked by the rules of ICE (STUN, signed with the login of the answer), Janus'
          own question is answered, and the first packet of its DTLS handshake is awaited. So UDP packets come and go between
          this machine and the very port of media. Keys, encryption of sound and picture, and decoding are not shown.
        * `client_address` sees from which address the proxy comes, not whether it sets `X-Forwarded-For`.
        * `disk_encryption` sees dm-crypt (LUKS) of this machine, also under LVM and RAID. What a host or a cloud encrypts
          below the machine, or a file system by itself, cannot be seen and is said so.
        * `relay` does not look at DTLS; that a relay relays packets is shown by its leave to do so, not by a packet.

        ## What is looked at

        This part is made from the code.

        %s
        """
                .formatted(
                        Arrays.stream(Area.values()).map(CheckDocumentTest::area).collect(Collectors.joining("\n\n")));
    }

    private static String area(Area area) {
        var rows =
                Arrays.stream(Subject.values())
                        .filter(subject -> subject.area() == area)
                        .map(CheckDocumentTest::row)
                        .collect(Collectors.joining("\n"));
        return """
        ### %s (`%s`)

        | code | fine when | warning when | broken when | why | what to do |
        |---|---|---|---|---|---|
        %s\
        """
                .formatted(area.title(), area.code(), rows);
    }

    private static String row(Subject subject) {
        return "| `%s` | %s | %s | %s | %s | %s |"
                .formatted(
                        subject.code(),
                        cell(subject.looks()),
                        cell(subject.warns()),
                        cell(subject.breaks()),
                        cell(subject.why()),
                        cell(subject.step()));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
