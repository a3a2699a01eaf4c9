/**
 * Where sound and picture flow: the SFU, the mesh, and the relay's credentials. Knows no rules and no sockets of ours.
 */
package org.evenkeel.media;
