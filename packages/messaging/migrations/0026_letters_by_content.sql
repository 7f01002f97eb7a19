-- outside a transaction
-- When Kafka is made anew, other messages come to the places of those before: a letter is known by its place and by what it is.
CREATE UNIQUE INDEX CONCURRENTLY dead_letters_by_content ON platform.dead_letters
  (topic, partition, kafka_offset, coalesce(event_id::text, ''), md5(coalesce(data, '')));
