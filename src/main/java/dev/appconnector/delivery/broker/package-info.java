/** Connections to the broker by which deliveries reach any node of a large fleet. */
package dev.appconnector.delivery.broker;
