package dev.aoi.trainer;

import dev.aoi.agent.machine.RoleMachine;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.topic.Writer;
import dev.aoi.trainer.dataset.TrajectoryStore;
import dev.aoi.trainer.intake.IntakeMachine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The trainer as a process: takes finished incidents in, each once. */
@SpringBootApplication
public class TrainerApplication {
    private static final Logger LOG = LoggerFactory.getLogger(TrainerApplication.class);

    public static void main(String[] args) {
        SpringApplication.run(TrainerApplication.class, args);
    }

    @Bean
    TrajectoryStore trajectoryStore(
            @Value("${aoi.trainer.folder:${AOI_TRAJECTORIES:${AOI_DATA:.aoi}/trajectories}}")
                    Path folder,
            @Value("${aoi.trainer.max-bytes:${AOI_TRAJECTORIES_MAX_BYTES:1073741824}}")
                    long maxBytes) {
        return new TrajectoryStore(folder, maxBytes);
    }

    @Bean
    RoleMachine<IntakeMachine.State, Trajectory> trainerMachine(TrajectoryStore store) {
        return new RoleMachine<>(
                Writer.TRAINER,
                List.of(Topics.TRAJECTORIES),
                new IntakeMachine(),
                (trajectory, context) -> {
                    if (store.keep(trajectory)) {
                        LOG.info("Kept the trajectory of incident {}", context.incidentId());
                    }
                    return List.of();
                },
                Optional.empty());
    }
}
