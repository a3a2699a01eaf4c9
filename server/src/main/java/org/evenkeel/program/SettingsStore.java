package org.evenkeel.program;

/** Keeps the clinic's settings: there is one set of them. */
public interface SettingsStore {

    /** What was saved last, or {@link ClinicSettings#initial()}. */
    ClinicSettings load();

    /**
     * Saves a change of the version that was read.
     *
     * @return the settings at their new version
     * @throws ProgramProblem {@code conflict} when they were changed since
     */
    ClinicSettings save(ClinicSettings settings);
}
