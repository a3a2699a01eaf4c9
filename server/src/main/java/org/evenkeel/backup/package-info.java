/**
 * The file of a backup: a ZIP of the database's copy and the master keys, with a manifest of their hashes, sealed as an
 * OpenPGP message, so that a clinic opens it with tools of its own. Knows no database and no rule; what is in the files
 * is checked by whoever asks for a backup.
 */
package org.evenkeel.backup;
