// A module: import finds the packages as require does.
import dayjs from 'dayjs';
import _ from 'lodash';
import { bignumber, add } from 'mathjs';

console.log(_.sum([1, 4, 9]), add(bignumber('0.1'), bignumber('0.2')).toString(), dayjs('2026-11-20').add(1, 'day').format('YYYY-MM-DD'));
