/**
 * The load generator: many members' sockets on few threads, every delivery counted and checked, latency from the
 * intended time of sending, the processes' own figures from the operating system. Knows the public protocol only.
 */
package org.evenkeel.load;
