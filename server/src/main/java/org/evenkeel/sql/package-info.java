/**
 * Storage: SQLite in one file for a single node, PostgreSQL for several, one set of statements for both.
 *
 * <p>Columns named {@code sealed_} are encrypted under the master key. No exception that leaves this package carries a
 * statement or its arguments. All classes may be used from any thread and block.
 */
package org.evenkeel.sql;
