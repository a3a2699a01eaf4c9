/**
 * A server program of other people as our child: its folder with secret, lock, log and process id, and its process in a
 * session of its own, which outlives a crash of ours. Knows no program in particular.
 */
package org.evenkeel.child;
