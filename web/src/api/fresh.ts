import { QueryClient, type InvalidateOptions, type InvalidateQueryFilters } from '@tanstack/react-query';

/**
 * Asks again even what was asked for the first time and has no answer yet. The library takes the answer that is on its way for a new
 * one; it may have been made before what was changed since, and the page would show the old state until something else happens.
 */
export class FreshClient extends QueryClient {
  override async invalidateQueries(filters: InvalidateQueryFilters = {}, options: InvalidateOptions = {}): Promise<void> {
    await this.cancelQueries({ ...filters, predicate: (query) => query.state.data === undefined && (filters.predicate?.(query) ?? true) });
    await super.invalidateQueries(filters, options);
  }
}
