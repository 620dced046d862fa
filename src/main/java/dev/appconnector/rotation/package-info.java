/** The keyset's rotation: a new key, everything sealed anew with it while all goes on, and the end of the old one. */
package dev.appconnector.rotation;
