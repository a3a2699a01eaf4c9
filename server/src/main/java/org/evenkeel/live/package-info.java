/**
 * Live rooms: one mailbox per warm room, decided on a replica, written to a shared log, fanned out to whoever listens.
 * Holds the ports that the outside implements; knows neither Redis nor SQL nor sockets.
 */
package org.evenkeel.live;
