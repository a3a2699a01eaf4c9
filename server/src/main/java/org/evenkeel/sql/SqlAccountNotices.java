package org.evenkeel.sql;

import org.evenkeel.identity.AccountNotice;
import org.evenkeel.identity.AccountNoticeStore;
import org.evenkeel.room.PersonId;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Notices about accounts. */
final class SqlAccountNotices implements AccountNoticeStore {

    private final Database database;

    SqlAccountNotices(Database database) {
        this.database = database;
    }

    @Override
    public void add(AccountNotice notice) {
        database.write(
                handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO account_notice (id, person_id, kind, by_id, at, seen)
                                        VALUES (:id, :person, :kind, :by, :at, :seen)\
                                        """)
                                .bind("id", notice.id())
                                .bind("person", notice.person().value())
                                .bind("kind", notice.kind())
                                .bind("by", notice.by().map(PersonId::value).orElse(null))
                                .bind("at", notice.at())
                                .bind("seen", Rows.number(notice.seen()))
                                .execute());
    }

    @Override
    public List<AccountNotice> of(PersonId person) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM account_notice WHERE person_id = :person ORDER BY at DESC, id")
                                .bind("person", person.value())
                                .map((row, _) -> notice(row))
                                .list());
    }

    @Override
    public List<AccountNotice> since(long at) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM account_notice WHERE at >= :at")
                                .bind("at", at)
                                .map((row, _) -> notice(row))
                                .list());
    }

    @Override
    public void seen(PersonId person, long upTo) {
        database.write(
                handle ->
                        handle.createUpdate(
                                        "UPDATE account_notice SET seen = 1 WHERE person_id = :person AND at <= :at")
                                .bind("person", person.value())
                                .bind("at", upTo)
                                .execute());
    }

    @Override
    public int removeSeen(long before) {
        return database.write(
                handle ->
                        handle.createUpdate("DELETE FROM account_notice WHERE seen = 1 AND at < :before")
                                .bind("before", before)
                                .execute());
    }

    private static AccountNotice notice(ResultSet row) throws SQLException {
        return new AccountNotice(
                row.getString("id"),
                new PersonId(row.getString("person_id")),
                AccountNotice.Kind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getString("by_id")).map(PersonId::new),
                row.getLong("at"),
                Rows.yes(row, "seen"));
    }
}
