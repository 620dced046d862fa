/** What of HTTP our ports understand, how long a caller may take, and how much a node takes on: before anybody asks who calls. */
package dev.appconnector.edge;
