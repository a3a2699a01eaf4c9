package org.evenkeel.record;

class MemoryAttendanceLedgerTest extends AttendanceLedgerContract {

    private final AttendanceLedger ledger = new MemoryAttendanceLedger();

    @Override
    protected AttendanceLedger ledger() {
        return ledger;
    }
}
