package dev.aoi.agent.config;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.machine.Effect;
import dev.aoi.agent.machine.IncidentMachine;
import dev.aoi.agent.machine.RoleMachine;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.topic.Writer;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.List;
import java.util.Optional;

/** The smallest service: a role that counts the facts of its incidents. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class TinyService {

    public static void main(String[] args) {
        org.springframework.boot.SpringApplication.run(TinyService.class, args);
    }

    @Bean
    RoleMachine<Integer, Void> counter() {
        return new RoleMachine<>(
                Writer.COMPRESSOR,
                List.of(Topics.COMPRESSOR_COMMANDS),
                new Counter(),
                (action, context) -> List.of(),
                Optional.empty());
    }

    private static final class Counter implements IncidentMachine<Integer, Void> {
        @Override
        public Integer initial(String incidentId) {
            return 0;
        }

        @Override
        public Integer evolve(Integer count, Fact fact) {
            return count + 1;
        }

        @Override
        public List<Effect<Void>> decide(Integer count) {
            return List.of();
        }

        @Override
        public boolean settled(Integer count) {
            return count >= 3;
        }
    }
}
