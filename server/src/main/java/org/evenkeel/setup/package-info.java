/**
 * Sets up a machine on which the package was installed: from a few answers follow the wanted files and services, each
 * difference is shown and then made. What Redis and Janus are told comes from {@code redis} and {@code media}.
 */
package org.evenkeel.setup;
