-- What is walked by runs of a release whose definition has a goal: its graph, planned when it was released. Runs are pinned to it.
alter table agent_release add column plan json;
