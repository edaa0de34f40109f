create table customers (
    id bigint generated always as identity primary key,
    name text not null,
    email text not null unique,
    created_at timestamptz not null default now()
);

create table products (
    id bigint generated always as identity primary key,
    sku text not null unique,
    title text not null,
    price numeric(12, 2) not null check (price >= 0)
);

create table orders (
    id bigint generated always as identity primary key,
    customer_id bigint not null references customers (id),
    status text not null default 'open',
    created_at timestamptz not null default now()
);

create table order_lines (
    order_id bigint not null references orders (id) on delete cascade,
    position integer not null,
    product_id bigint not null references products (id),
    quantity integer not null check (quantity > 0),
    price numeric(12, 2) not null,
    primary key (order_id, position)
);

create index orders_by_customer on orders (customer_id, created_at desc);
create index order_lines_by_product on order_lines (product_id);

create view order_totals as
    select o.id, o.customer_id, sum(l.quantity * l.price) as total
    from orders o
    join order_lines l on l.order_id = o.id
    group by o.id, o.customer_id;
