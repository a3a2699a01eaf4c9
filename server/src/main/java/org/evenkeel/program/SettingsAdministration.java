package org.evenkeel.program;

/** Reads and changes the clinic's settings. Any thread. */
public final class SettingsAdministration {

    private final SettingsStore store;

    SettingsAdministration(SettingsStore store) {
        this.store = store;
    }

    /** The settings as they are; everybody may know them. */
    public ClinicSettings current() {
        return store.load();
    }

    /**
     * Saves changed settings, with the version that was read.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code conflict}
     */
    public ClinicSettings change(Caller caller, ClinicSettings settings) {
        caller.must(Access.Action.CHANGE, Access.SETTINGS);
        return store.save(settings);
    }
}
