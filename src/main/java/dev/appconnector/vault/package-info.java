/** What opens and seals secrets, and the key outside the database that it takes. */
package dev.appconnector.vault;
