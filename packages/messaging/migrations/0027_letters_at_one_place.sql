-- By the place alone the letter of another message was dropped without a word.
ALTER TABLE platform.dead_letters DROP CONSTRAINT dead_letters_topic_partition_kafka_offset_key;
