/** What a start needs and an operator watches: the keys, the ports, the storage's health. */
package dev.appconnector.operations;
