/**
 * The controllers of a cluster: deployments, replica sets, stateful sets, jobs, endpoints,
 * scheduling, namespaces and garbage collection. Each reads the store, compares with what is
 * wanted, and takes the steps that are missing; running one twice changes nothing.
 */
@NullMarked
package dev.aoi.cluster.controller;

import org.jspecify.annotations.NullMarked;
