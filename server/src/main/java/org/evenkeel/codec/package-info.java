/**
 * What a room is made of as bytes: events, entries and states as compact JSON with a version, readable by every later
 * release. Does no I/O; whoever stores the bytes seals them.
 */
package org.evenkeel.codec;
