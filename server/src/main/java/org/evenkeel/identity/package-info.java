/**
 * Who is who: passwords, staff sign-ins, entry links, personal links, visits and socket tickets.
 *
 * <p>Every secret is 256 random bits and is kept only as its SHA-256 hash: whoever reads the storage can use nothing.
 * What is unknown, expired, revoked or wrong looks the same and costs the same work. Time and chance are injected. All
 * classes may be used from any thread and may block.
 */
package org.evenkeel.identity;
