/** Certificates and private keys as people have them, in PEM: read, told apart, and matched. */
package dev.appconnector.pem;
