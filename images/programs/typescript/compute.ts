import dayjs from 'dayjs';
import _ from 'lodash';
import { z } from 'zod';

const Amounts = z.array(z.number());
const amounts: number[] = Amounts.parse([1, 4, 9]);
const tenths: number = _.round(0.1 + 0.2, 1);
console.log(_.sum(amounts), tenths, dayjs('2026-11-20').add(1, 'day').format('YYYY-MM-DD'));
