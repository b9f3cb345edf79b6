"""更正与本人有关的政府信息记录 (《条例》第四十一条): taken in, decided, answered by letter. Why it is no request: `models.corrections`."""
