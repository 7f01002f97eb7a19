-- A place in Kafka is not for ever: offsets begin at 0 again when a topic is made anew. What stands there is part of the key,
-- so that a later message is kept beside an older one of the same place, and one that is delivered again is known.
ALTER TABLE platform.dead_letters ADD COLUMN content BYTEA;
ALTER TABLE platform.dead_letters DROP CONSTRAINT dead_letters_topic_partition_kafka_offset_key;
CREATE UNIQUE INDEX dead_letters_place ON platform.dead_letters (topic, partition, kafka_offset, content);
