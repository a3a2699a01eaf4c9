/**
 * The attendance record: computed from the ledger, corrected with reasons, signed, sealed, amended, verified. Ports say
 * what storage must keep; nothing here knows SQL or HTTP. The software proposes, a named human with credentials signs.
 */
package org.evenkeel.record;
