-- Runs also wait for answers of people, which are more than yes or no. See the room agent.
alter table agent_wait
    drop constraint agent_wait_kind_check,
    drop constraint agent_wait_check,
    drop constraint agent_wait_check1,
    -- in words, to a question without a form
    add column answer text not null default '' check (length(answer) <= 20000),
    add constraint agent_wait_kind_check check (kind in ('approval', 'question', 'wait')),
    add constraint agent_wait_person check ((kind in ('approval', 'question')) = (decided_by is not null)),
    add constraint agent_wait_time check (kind <> 'wait' or due_at is not null);
