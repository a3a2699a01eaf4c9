package org.evenkeel.check;

import org.evenkeel.sql.DatabaseAddress;
import org.evenkeel.sql.DatabaseLook;
import org.evenkeel.sql.DatabaseLook.Seen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SQL: whether it answers, is of our version, is whole, and keeps what it confirmed. */
record DatabaseCheck(DatabaseAddress address, boolean slow) implements Check {

    @Override
    public Subject subject() {
        return Subject.DATABASE;
    }

    private Duration patience() {
        return slow ? Duration.ofMinutes(5) : Duration.ofSeconds(8);
    }

    @Override
    public Duration longest() {
        return patience().plusSeconds(10);
    }

    @Override
    public List<Finding> look() {
        return switch (DatabaseLook.at(address, patience())) {
            case DatabaseLook.Missing _ ->
                    Subject.only(
                            subject()
                                    .warning("There is no database in this data folder yet.")
                                    .doing("Start the server, which makes one; or correct data.folder."));
            case DatabaseLook.Forbidden _ -> Subject.only(subject().broken("This user may not read the database."));
            case DatabaseLook.Silent(String reason) ->
                    Subject.only(subject().broken("The database does not answer (%s).", reason));
            case Seen seen -> seen(seen);
        };
    }

    private List<Finding> seen(Seen seen) {
        var findings = new ArrayList<Finding>();
        findings.add(subject().fine("%s answers.", seen.version()));
        findings.add(tables(seen.tables()));
        switch (address) {
            case DatabaseAddress.SqliteFile _ -> {
                findings.add(whole(seen));
                findings.add(safeFile(seen));
            }
            case DatabaseAddress.Postgres _ -> findings.add(safeServer(seen));
        }
        return findings;
    }

    private static Finding tables(DatabaseLook.Tables tables) {
        if (tables.failed() > 0) {
            return Subject.DATABASE_TABLES.broken("A migration of the tables did not come to its end.");
        }
        if (tables.newer() > 0) {
            return Subject.DATABASE_TABLES.broken("The tables are of a newer Evenkeel (%s).", tables.version());
        }
        return tables.pending() > 0
                ? Subject.DATABASE_TABLES
                        .warning("%d migrations of the tables are not done yet.", tables.pending())
                        .doing("Make a backup, then restart the server: its start brings the tables up to date.")
                : Subject.DATABASE_TABLES.fine("The tables are of this version (%s).", tables.version());
    }

    private static Finding whole(Seen seen) {
        return seen.damage()
                .map(
                        damage ->
                                damage.isEmpty()
                                        ? Subject.DATABASE_WHOLE.fine("SQLite's quick check finds the file whole.")
                                        : Subject.DATABASE_WHOLE.broken("SQLite finds damage: %s.", damage.getFirst()))
                .orElseGet(
                        () ->
                                Subject.DATABASE_WHOLE
                                        .warning("SQLite's quick check did not come to its end in time.")
                                        .doing("Run evenkeel check --slow once, in a quiet hour."));
    }

    private static Finding safeFile(Seen seen) {
        var mode = seen.setting("journal_mode");
        return mode.equalsIgnoreCase("wal")
                ? Subject.DATABASE_SAFE.fine("SQLite's journal is a WAL, and the server syncs each commit.")
                : Subject.DATABASE_SAFE.broken("SQLite's journal is %s, not a WAL.", mode);
    }

    private static Finding safeServer(Seen seen) {
        var off =
                Stream.of("fsync", "full_page_writes", "synchronous_commit")
                        .filter(name -> seen.setting(name).equals("off"))
                        .collect(Collectors.joining(", "));
        return off.isEmpty()
                ? Subject.DATABASE_SAFE.fine("fsync, full_page_writes and synchronous_commit are on.")
                : Subject.DATABASE_SAFE.broken("Off is: %s.", off);
    }
}
