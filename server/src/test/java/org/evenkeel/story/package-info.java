/**
 * Whole stories over real sockets: servers in this JVM or as processes of their own, a made-up clinic in them, and
 * clients that speak the public protocol and know nothing of the server's classes.
 */
package org.evenkeel.story;
