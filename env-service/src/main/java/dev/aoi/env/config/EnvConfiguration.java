package dev.aoi.env.config;

import dev.aoi.agent.config.AgentProperties;
import dev.aoi.agent.config.Identity;
import dev.aoi.agent.log.FactLog;
import dev.aoi.agent.log.FactReader;
import dev.aoi.agent.log.LogClients;
import dev.aoi.agent.machine.RoleMachine;
import dev.aoi.cluster.host.ClusterAdmin;
import dev.aoi.env.cluster.AdminWorlds;
import dev.aoi.env.cluster.ClusterSettings;
import dev.aoi.env.cluster.Clusters;
import dev.aoi.env.cluster.NoWorlds;
import dev.aoi.env.cluster.Worlds;
import dev.aoi.env.incident.EnvAction;
import dev.aoi.env.incident.EnvActor;
import dev.aoi.env.incident.EnvMachine;
import dev.aoi.env.incident.EnvRecords;
import dev.aoi.env.incident.EnvState;
import dev.aoi.env.incident.Evaluator;
import dev.aoi.env.incident.OpenLeases;
import dev.aoi.env.incident.OrphanWorlds;
import dev.aoi.env.incident.Preparation;
import dev.aoi.env.incident.UsedIds;
import dev.aoi.schemas.topic.Writer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Puts the environment together; agent-kit runs it. */
@Configuration(proxyBeanMethods = false)
class EnvConfiguration {

    @Bean
    ClusterSettings envClusterSettings(AgentProperties settings, Environment environment) {
        return ClusterProperties.read(settings.clusterUrl(), environment);
    }

    @Bean
    Worlds envWorlds(ClusterSettings settings) {
        return settings.host()
                .<Worlds>map(
                        host ->
                                new AdminWorlds(
                                        new ClusterAdmin(
                                                host, settings.hostCa(), settings.adminSecret())))
                .orElseGet(NoWorlds::new);
    }

    @Bean(destroyMethod = "close")
    Clusters envClusters(ClusterSettings settings, Worlds worlds, Clock clock) {
        return new Clusters(settings, worlds, clock);
    }

    @Bean
    RoleMachine<EnvState, EnvAction> envRole(
            Clusters clusters,
            FactLog log,
            FactReader reader,
            Identity identity,
            Clock clock,
            @Value("${aoi.env.grace:20s}") Duration grace) {
        EnvRecords records = new EnvRecords(identity.source(Writer.ENV), grace);
        return new RoleMachine<>(
                Writer.ENV,
                EnvMachine.inputs(),
                new EnvMachine(records),
                new EnvActor(
                        clusters,
                        new Preparation(clusters),
                        new Evaluator(clusters, reader::fetch, records),
                        UsedIds.inLog(reader),
                        log,
                        records,
                        clock),
                Optional.empty());
    }

    /** Once at the start, beside everything else. */
    @Bean
    ApplicationRunner orphanWorldSweep(Worlds worlds, LogClients clients, Identity identity) {
        OpenLeases leases = new OpenLeases(() -> clients.reader(identity.instance() + "-leases"));
        OrphanWorlds orphans = new OrphanWorlds(worlds, leases::incidents);
        return arguments -> Thread.ofVirtual().name("env-orphans").start(orphans::remove);
    }
}
