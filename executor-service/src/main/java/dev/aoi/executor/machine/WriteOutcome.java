package dev.aoi.executor.machine;

import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteFailed;
import dev.aoi.schemas.executor.WriteUnknown;

import java.time.Instant;

/** What became of an intended change; the first one in the journal counts. */
sealed interface WriteOutcome {

    /** When it was known. */
    Instant time();

    /** Event id of the journal record. */
    String eventId();

    record Applied(WriteApplied fact) implements WriteOutcome {
        @Override
        public Instant time() {
            return header().getTime();
        }

        @Override
        public String eventId() {
            return header().getEventId();
        }

        private EventHeader header() {
            return fact.getHeader();
        }
    }

    record Failed(WriteFailed fact) implements WriteOutcome {
        @Override
        public Instant time() {
            return fact.getHeader().getTime();
        }

        @Override
        public String eventId() {
            return fact.getHeader().getEventId();
        }
    }

    record Unknown(WriteUnknown fact) implements WriteOutcome {
        @Override
        public Instant time() {
            return fact.getHeader().getTime();
        }

        @Override
        public String eventId() {
            return fact.getHeader().getEventId();
        }
    }
}
