/**
 * The clinic's standing facts: staff and roles, participants, groups, schedule, rosters, gate answers; the ports that
 * keep them, and the use cases that screens and the demo loader call alike.
 *
 * <p>Values are immutable and check themselves: a value that exists is valid. Every bad input is a {@link
 * org.evenkeel.program.ProgramProblem} with a stable code and the field it concerns. A value that carries names or
 * contact data prints its id only. Use cases may be called from any thread and may block on storage.
 */
package org.evenkeel.program;
